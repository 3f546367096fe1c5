data "aws_iam_policy_document" "d" {
  statement {
    actions   = ["ses:SendEmail"]
    resources = ["*"]
  }
}
locals {
  json = data.aws_iam_policy_document.d.json
}
resource "aws_iam_role_policy" "a" {
  role   = "a"
  policy = local.json
}
resource "aws_iam_role_policy" "b" {
  role   = "b"
  policy = data.aws_iam_policy_document.d.json
}
