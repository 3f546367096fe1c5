resource "aws_iam_policy" "p" {
  policy = jsonencode({
    "Version" : "2012-10-17",
    "Statement" : [
      {
        Sid = "First",
        Effect = "Allow",
        Action = ["sqs:SendMessage"],
        Resource = "arn:aws:sqs:us-east-1:111122223333:out"
      },
      {
        "Sid": "Second",
        "Effect": "Allow",
        "Action": [
          "sqs:ReceiveMessage"
        ],
        "Resource": "arn:aws:sqs:us-east-1:111122223333:in"
      }
    ]
  })
}
