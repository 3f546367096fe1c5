resource "aws_iam_role_policy" "jobs" {
  name = "jobs"
  role = aws_iam_role.worker.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect = "Allow"
      Action = [
        "dynamodb:GetItem",
        "dynamodb:Query" // the index by owner
      ]
      Resource = "arn:aws:dynamodb:us-east-1:111122223333:table/jobs"
    }]
  })
}
