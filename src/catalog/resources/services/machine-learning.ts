import { matching, name } from '../forms.ts';
import { type Form, type Group, from, oneOf, row } from '../row.ts';

const MODEL = /^[a-z0-9-]{1,40}\.[a-z0-9.:-]{1,120}$/;

/**
 * The regions to which an inference profile routes, by the word before its id; '' is the region-less
 * ARN of the global profiles. Source: Amazon Bedrock User Guide, “Supported Regions and models for
 * inference profiles” and “Geographic and global cross-Region inference”. Some models use fewer of them.
 */
const REGIONS: Readonly<Record<string, readonly string[]>> = {
  us: ['us-east-1', 'us-east-2', 'us-west-2'],
  'us-gov': ['us-gov-east-1', 'us-gov-west-1'],
  eu: ['eu-central-1', 'eu-north-1', 'eu-south-1', 'eu-south-2', 'eu-west-1', 'eu-west-3'],
  apac: [
    'ap-northeast-1',
    'ap-northeast-2',
    'ap-northeast-3',
    'ap-south-1',
    'ap-south-2',
    'ap-southeast-1',
    'ap-southeast-2',
  ],
  global: [''],
};

function profileOf(
  value: string,
): { readonly model: string; readonly regions: readonly string[] } | undefined {
  const dot = value.indexOf('.');
  const word = value.slice(0, Math.max(dot, 0));
  const regions = Object.hasOwn(REGIONS, word) ? REGIONS[word] : undefined;
  const model = value.slice(dot + 1);
  return regions !== undefined && MODEL.test(model) ? { model, regions } : undefined;
}

const MODEL_ID = 'modelId|modelIdentifier';
const profileId: Form = (value) => (profileOf(value) === undefined ? [] : [value]);
const modelOfProfile: Form = (value) => {
  const model = profileOf(value)?.model;
  return model === undefined ? [] : [model];
};
const routed: Form = (value, { region }) => {
  const regions = profileOf(value)?.regions ?? [];
  return regions.length > 0 && region !== null ? [...new Set([region, ...regions])] : regions;
};
const plainModel: Form = (value) =>
  profileOf(value) === undefined && MODEL.test(value) ? [value] : [];

const tenCharacters = matching(/^[0-9A-Za-z]{10}$/);
// AWS marks all of them as required: a call names one.
const ARN_TYPES = [
  'foundation-model',
  'application-inference-profile',
  'provisioned-model',
  'custom-model-deployment',
  'imported-model',
  'prompt-router',
  'custom-model',
  'default-prompt-router',
  'bedrock-marketplace-model-endpoint',
  'async-invoke',
  'project',
  'system-tool',
];

/** Source: Service Authorization Reference, Amazon Bedrock. A profile needs the models that it routes to. */
export const bedrock: readonly Group[] = [
  oneOf(
    [
      row('inference-profile', { ResourceId: from(MODEL_ID, profileId) }),
      row('foundation-model', {
        ResourceId: from(MODEL_ID, modelOfProfile),
        Region: from(MODEL_ID, routed),
      }),
    ],
    row('foundation-model', { ResourceId: from(MODEL_ID, plainModel) }),
    row('inference-profile', undefined, { arn: MODEL_ID }),
    ...ARN_TYPES.map((type) => row(type, undefined, { arn: MODEL_ID })),
  ),
  oneOf(row('knowledge-base', { KnowledgeBaseId: from('knowledgeBaseId', tenCharacters) })),
  oneOf(
    row('agent-alias', {
      AgentId: from('agentId', tenCharacters),
      AgentAliasId: from('agentAliasId', tenCharacters),
    }),
    row('agent', { AgentId: from('agentId', tenCharacters) }),
  ),
  oneOf(
    row(
      'guardrail',
      { GuardrailId: from('guardrailIdentifier|guardrailId', matching(/^[a-z0-9]{1,64}$/)) },
      { arn: 'guardrailIdentifier' },
    ),
  ),
];

/** Source: Amazon Rekognition API Reference. */
export const rekognition: readonly Group[] = [
  oneOf(
    row('collection', { CollectionId: from('collectionId', name) }),
    row('projectversion', undefined, { arn: 'projectVersionArn|projectVersion' }),
    row('project', undefined, { arn: 'projectArn' }),
    row('dataset', undefined, { arn: 'datasetArn' }),
  ),
];

/** Source: Amazon Polly API Reference; without a lexicon there is no resource. */
export const polly: readonly Group[] = [
  oneOf(
    row('lexicon', { LexiconName: from('lexiconNames[]|name', matching(/^[0-9A-Za-z]{1,20}$/)) }),
  ),
];
