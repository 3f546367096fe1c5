export const TASK_DEFINITION = 'arn:aws:ecs:us-west-2:111122223333:task-definition/app:7';

/** A task definition as DescribeTaskDefinition answers it; `container` changes its only container. */
export function aTaskDefinition(container: object = {}): Readonly<Record<string, unknown>> {
  return {
    taskDefinitionArn: TASK_DEFINITION,
    taskRoleArn: 'arn:aws:iam::111122223333:role/app/task',
    executionRoleArn: 'arn:aws:iam::111122223333:role/app/execution',
    volumes: [{ efsVolumeConfiguration: { fileSystemId: 'fs-0123456789abcdef0' } }],
    containerDefinitions: [
      {
        image: '111122223333.dkr.ecr.us-west-2.amazonaws.com/team/app:7',
        secrets: [
          {
            name: 'DB',
            valueFrom: 'arn:aws:secretsmanager:us-west-2:111122223333:secret:db-AbCdEf:password::',
          },
          { name: 'KEY', valueFrom: '/app/key' },
        ],
        environmentFiles: [{ type: 's3', value: 'arn:aws:s3:::config/app.env' }],
        logConfiguration: {
          logDriver: 'awslogs',
          options: { 'awslogs-group': '/ecs/app', 'awslogs-region': 'us-west-2' },
        },
        ...container,
      },
    ],
  };
}

/** The event of a task that did not start, with nothing about its roles. */
export function aStoppedTask(stoppedReason: string): Readonly<Record<string, unknown>> {
  return {
    id: '00000000-0000-4000-8000-000000000001',
    'detail-type': 'ECS Task State Change',
    source: 'aws.ecs',
    account: '111122223333',
    time: '2026-03-02T03:10:00Z',
    region: 'us-west-2',
    detail: {
      clusterArn: 'arn:aws:ecs:us-west-2:111122223333:cluster/app',
      taskArn: 'arn:aws:ecs:us-west-2:111122223333:task/app/0123456789abcdef0123456789abcdef',
      taskDefinitionArn: TASK_DEFINITION,
      group: 'service:app',
      lastStatus: 'STOPPED',
      stopCode: 'TaskFailedToStart',
      stoppedReason,
      containers: [],
    },
  };
}
