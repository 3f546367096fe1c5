{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Sid": "Read",
      "Effect": "Allow",
      "Action": ["s3:GetObject"],
      "Resource": "${bucket}/*"
    },
    {
      "Sid": "Topics",
      "Effect": "Allow",
      "Action": ["sns:Publish"],
      "Resource": ${jsonencode(topics)}
    },
    {
      "Sid": "Send",
      "Effect": "Allow",
      "Action": ["sqs:SendMessage"],
      "Resource": "arn:aws:sqs:us-east-1:111122223333:out"
    }
  ]
}
