resource "aws_iam_role_policy" "jobs" {
  role = aws_iam_role.worker.id
  policy = jsonencode({
    Version = "2012-10-17",
    Statement = [
      {
        "Effect" : "Allow",
        "Action" : [
          # reads
          "sqs:ReceiveMessage",
          # writes
          "sqs:DeleteMessage", # after the work is done
          # "sqs:PurgeQueue",
        ],
        "Resource" : "arn:aws:sqs:us-east-1:111122223333:work"
      },
      # more to come
    ]
  })
}
