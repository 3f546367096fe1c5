resource "aws_iam_role_policy" "p" {
  role   = "worker"
  policy = <<-JSON
    {
        "Version": "2012-10-17",
        "Statement": [
            {"Effect": "Allow", "Action": ["sqs:ReceiveMessage"], "Resource": "arn:aws:sqs:us-east-1:111122223333:in"}
        ]
    }
  JSON
}
