resource "aws_iam_policy" "p" {
  name   = "app"
  policy = file("${path.module}/policies/app.json")
}
