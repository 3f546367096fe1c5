resource "aws_iam_policy" "p" {
  name   = "reader"
  policy = <<EOF
{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Sid": "Read",
      "Action": [
        "s3:GetObject"
      ],
      "Effect": "Allow",
      "Resource": [
        "arn:aws:s3:::${var.bucket}/*",
        "${aws_s3_bucket.logs.arn}/*"
      ]
    },
    {
      "Sid": "Keys",
      "Action": ["kms:Decrypt", "kms:GenerateDataKey"],
      "Effect": "Allow",
      "Resource": "*"
    }
  ]
}
EOF
}

resource "aws_s3_bucket" "logs" {
  bucket = "app-logs"
}
