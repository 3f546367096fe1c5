resource "aws_iam_policy" "p" {
  policy = jsonencode({})
}
resource "aws_iam_policy" "p" {
  policy = jsonencode({})
}
