resource "aws_iam_role_policy" "p" {
	policy = <<EOF
{
	"Version": "2012-10-17",
	"Statement": [{
		"Effect": "Allow",
		"Action": [
			"s3:GetObject",
			"s3:PutObject"
		],
		"Resource": "*"
	}, {
		"Effect": "Allow",
		"Action": [
			"sns:Publish"
		],
		"Resource": "arn:aws:sns:us-east-1:111122223333:done"
	}]
}
EOF
}