locals {
  statements = [
    { Effect = "Allow", Action = ["ses:SendEmail"], Resource = ["*"] },
  ]
}
resource "aws_iam_role_policy" "p" {
  policy = jsonencode({ Version = "2012-10-17", Statement = local.statements })
}
