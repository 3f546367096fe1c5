resource "aws_iam_role_policy" "p" {
  for_each = toset(["a", "b"])
  role     = each.value
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = ["ses:SendEmail"], Resource = "*" }]
  })
}
