locals {
  read_actions = [
    "dynamodb:GetItem",
    "dynamodb:BatchGetItem",
    "dynamodb:Query",
  ]
  tables = ["arn:aws:dynamodb:us-east-1:111122223333:table/jobs"]
}
resource "aws_iam_policy" "p" {
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect   = "Allow"
        Action   = local.read_actions
        Resource = local.tables
      },
    ]
  })
}
