resource "aws_iam_policy" "p" {
  policy = file("${path.module}/../../policy.json")
}
