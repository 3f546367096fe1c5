resource "aws_iam_policy" "p" {
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect = "Allow"
        Action = [
          "s3:GetObject"
          , "s3:PutObject"
          , "s3:DeleteObject"
        ]
        Resource = "arn:aws:s3:::inputs/*"
      }
      , {
        Effect   = "Allow"
        Action   = ["s3:ListBucket"]
        Resource = "arn:aws:s3:::inputs"
      }
      , {
        Effect   = "Allow"
        Action   = ["sns:Publish"]
        Resource = "arn:aws:sns:us-east-1:111122223333:done"
      }
    ]
  })
}
