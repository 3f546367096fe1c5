resource "aws_iam_role_policy" "p" {
  role   = aws_iam_role.r.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = ["kms:Decrypt", "kms:GenerateDataKey"], Resource = ["*"] }, { Effect = "Allow", Action = ["ssm:GetParameter", "ssm:GetParameters"], Resource = ["arn:aws:ssm:us-east-1:111122223333:parameter/app/db"] }] })
}
