resource "aws_iam_policy" "p" {
  policy = jsonencode({
    "Version" = "2012-10-17"
    "Statement" = [
      {
        "Effect"   = "Allow"
        "Action"   = ["sqs:SendMessage"]
        "Resource" = ["arn:aws:sqs:us-east-1:111122223333:out"]
      },
      {
        "Effect"   = "Allow"
        "Action"   = ["dynamodb:PutItem", "dynamodb:GetItem"]
        "Resource" = ["arn:aws:dynamodb:us-east-1:111122223333:table/jobs"]
      }
    ]
  })
}
