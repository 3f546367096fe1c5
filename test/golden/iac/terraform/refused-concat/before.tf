resource "aws_iam_role_policy" "p" {
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = concat([{ Effect = "Allow", Action = ["ses:SendEmail"], Resource = "*" }], var.more)
  })
}
