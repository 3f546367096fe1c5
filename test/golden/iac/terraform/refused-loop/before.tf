resource "aws_iam_role_policy" "p" {
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [for table in var.tables : { Effect = "Allow", Action = ["dynamodb:GetItem"], Resource = table }]
  })
}
