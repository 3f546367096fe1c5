locals {
  read_actions = ["dynamodb:GetItem"]
}
resource "aws_iam_policy" "a" {
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = local.read_actions, Resource = "arn:aws:dynamodb:us-east-1:111122223333:table/jobs" }, { Effect = "Allow", Action = "dynamodb:Query", Resource = "arn:aws:dynamodb:us-east-1:111122223333:table/jobs" }]
  })
}
resource "aws_iam_policy" "b" {
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = local.read_actions, Resource = "*" }]
  })
}
