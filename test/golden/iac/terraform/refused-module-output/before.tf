module "policy" {
  source = "./modules/policy"
}
resource "aws_iam_policy" "p" {
  policy = module.policy.json
}
