data "aws_iam_policy_document" "d" {
  statement {
    sid       = "OwnPrefix"
    effect    = "Allow"
    actions   = ["s3:ListBucket"]
    resources = ["arn:aws:s3:::a"]

    condition {
      test     = "StringLike"
      variable = "s3:prefix"
      values   = ["home/&{aws:username}/*"]
    }
  }

  statement {
    sid       = "List"
    effect    = "Allow"
    actions   = ["s3:ListBucket"]
    resources = ["arn:aws:s3:::a"]
  }
}
resource "aws_iam_policy" "p" {
  policy = "${data.aws_iam_policy_document.d.json}"
}
