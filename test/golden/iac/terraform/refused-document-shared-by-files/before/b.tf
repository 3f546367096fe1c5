resource "aws_iam_role_policy" "b" {
  role   = "b"
  policy = data.aws_iam_policy_document.p.json
}
