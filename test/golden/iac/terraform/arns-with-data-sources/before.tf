data "aws_caller_identity" "current" {}
data "aws_region" "current" {}
resource "aws_iam_policy" "p" {
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect   = "Allow"
        Action   = ["dynamodb:GetItem"]
        Resource = "arn:aws:dynamodb:${data.aws_region.current.name}:${data.aws_caller_identity.current.account_id}:table/jobs"
      },
      {
        Effect = "Allow"
        Action = ["dynamodb:Query"]
        Resource = [
          "arn:aws:dynamodb:${var.aws_region}:${local.account}:table/jobs",
          "arn:aws:dynamodb:${var.aws_region}:${local.account}:table/jobs/index/*",
        ]
      },
    ]
  })
}
locals {
  account = data.aws_caller_identity.current.account_id
}
