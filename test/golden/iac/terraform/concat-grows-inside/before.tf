resource "aws_iam_role_policy" "p" {
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = concat([
      {
        Effect   = "Allow"
        Action   = ["ses:SendEmail"]
        Resource = "*"
      },
    ], var.debug ? [{ Effect = "Allow", Action = "s3:*", Resource = "*" }] : [])
  })
}
