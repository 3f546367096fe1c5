import { Effect as E, PolicyStatement as Allow, Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";

export function permit(scope: Construct) {
  const role = new Role(scope, "Role", { assumedBy: new ServicePrincipal("lambda.amazonaws.com") });
  role.addToPolicy(new Allow({ effect: E.ALLOW, actions: ["dynamodb:GetItem", "dynamodb:Scan"], resources: ["arn:aws:dynamodb:eu-west-1:111122223333:table/jobs"] }));
  role.addToPolicy(new Allow({ effect: E.ALLOW, actions: ["s3:GetObject"], resources: ["arn:aws:s3:::media/*"] }));
}
