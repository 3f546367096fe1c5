resource "aws_iam_policy" "p" {
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect = "Allow"
        Action = [
          "ecr:BatchGetImage",
          "ecr:GetDownloadUrlForLayer",
          "ecr:BatchCheckLayerAvailability"]
        Resource = ["arn:aws:ecr:us-east-1:111122223333:repository/app"] },
      {
        Effect = "Allow"
        Action = [
          "ecr:GetAuthorizationToken"]
        Resource = ["*"] }]
  })
}
