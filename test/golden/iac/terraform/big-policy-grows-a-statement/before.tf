# Permissions of the backend service.
resource "aws_iam_policy" "backend" {
  name        = "voice-backend"
  description = "What the backend may call"

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid    = "Models"
        Effect = "Allow"
        Action = [
          "bedrock:InvokeModel",
          "bedrock:InvokeModelWithResponseStream"
        ]
        Resource = "*"
      },
      {
        Sid    = "Speech"
        Effect = "Allow"
        Action = [
          "polly:SynthesizeSpeech"
        ]
        Resource = "*"
      },
      {
        Sid    = "Logs"
        Effect = "Allow"
        Action = [
          "logs:CreateLogStream",
          "logs:PutLogEvents"
        ]
        Resource = [
          "arn:aws:logs:*:*:log-group:voice-backend-*",
          "arn:aws:logs:*:*:log-group:voice-backend-*:*"
        ]
      }
    ]
  })
}

resource "aws_iam_user_policy_attachment" "service_account" {
  user       = aws_iam_user.service_account.name
  policy_arn = aws_iam_policy.backend.arn
}

resource "aws_iam_role_policy_attachment" "task" {
  role       = aws_iam_role.task.name
  policy_arn = aws_iam_policy.backend.arn
}
