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
      "Action": "kms:Decrypt",
      "Effect": "Allow",
      "Resource": "*"
    },
    {
      "Sid": "List",
      "Action": ["s3:ListBucket", "s3:GetBucketLocation"],
      "Effect": "Allow",
      "Resource": "${aws_s3_bucket.logs.arn}"
    },
    {
      "Sid": "Tags",
      "Action": "s3:GetObjectTagging",
      "Effect": "Allow",
      "Resource": "arn:aws:s3:::$${aws:username}/*"
    }
  ]
}
EOF
}

resource "aws_s3_bucket" "logs" {
  bucket = "app-logs"
}
