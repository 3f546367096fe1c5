data "aws_iam_policy_document" "d" {
  statement {
    actions   = ["s3:GetObject"]
    resources = ["arn:aws:s3:::a/*"]
  }
  statement {
    actions   = ["s3:ListBucket"]
    resources = ["arn:aws:s3:::a"]
  } # the whole bucket
}
resource "aws_iam_policy" "p" {
  policy = data.aws_iam_policy_document.d.json
}
