resource "aws_lambda_function" "f" {
  function_name = "resize"
  role          = aws_iam_role.f.arn
  depends_on    = [aws_iam_role_policy.f]
}

resource "aws_iam_role" "f" {
  name               = "resize"
  assume_role_policy = "{}"
}

resource "aws_iam_role_policy" "f" {
  role = aws_iam_role.f.id
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "s3:GetObject", Resource = "*" }, { Effect = "Allow", Action = "lambda:InvokeFunction", Resource = "arn:aws:lambda:us-east-1:111122223333:function:resize" }]
  })
}
