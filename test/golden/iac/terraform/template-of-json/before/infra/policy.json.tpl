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
    }
  ]
}
