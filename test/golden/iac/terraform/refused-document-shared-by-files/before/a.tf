resource "aws_iam_role_policy" "a" {
  role   = "a"
  policy = data.aws_iam_policy_document.p.json
}
data "aws_iam_policy_document" "p" {
  statement {
    actions   = ["sns:Publish"]
    resources = ["*"]
  }
}
