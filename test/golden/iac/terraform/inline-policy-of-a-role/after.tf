resource "aws_iam_role" "task" {
  name = "task"

  inline_policy {
    name   = "logs"
    policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = ["logs:PutLogEvents"], Resource = "*" }] })
  }

  inline_policy {
    name = "queue"

    policy = jsonencode({
      Version = "2012-10-17"
      Statement = [
        {
          Action   = ["sqs:SendMessage", "sqs:GetQueueAttributes"]
          Effect   = "Allow"
          Resource = "arn:aws:sqs:us-east-1:111122223333:out"
        },
        {
          Action   = ["sqs:ReceiveMessage"]
          Effect   = "Allow"
          Resource = "arn:aws:sqs:us-east-1:111122223333:in"
        },
      ]
    })
  }
}
