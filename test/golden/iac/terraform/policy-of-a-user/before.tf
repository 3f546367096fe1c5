resource "aws_iam_user_policy" "ci" {
  name = "ci"
  user = aws_iam_user.ci.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "Push"
        Effect   = "Allow"
        Action   = ["ecr:PutImage"]
        Resource = aws_ecr_repository.app.arn
      },
    ]
  })
}
resource "aws_ecr_repository" "app" {
  name = "team/app"
}
