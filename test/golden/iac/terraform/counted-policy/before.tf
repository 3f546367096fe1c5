resource "aws_iam_policy" "p" {
  count = var.enabled ? 1 : 0
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = ["ses:SendEmail"], Resource = "*" }]
  })
}
