import { suite } from '../../../harness/check/suite.ts';
import { hostileXml } from '../../behaviours/hostile-xml.ts';
import { interimResponses } from '../../behaviours/interim-responses.ts';
import { shortBodies } from '../../behaviours/short-bodies.ts';
import { documentBody } from './bodied.ts';
import { xmlGrounds } from './xml-grounds.ts';

export default suite('PutObjectAcl', [
  ...interimResponses({
    ...documentBody,
    grounds: {
      'continue-before-body': ['T-HDR-03'],
      'refused-before-body': ['T-HDR-03'],
      'unknown-expectation': ['T-HDR-04'],
    },
  }),
  ...hostileXml({
    bodied: documentBody.bodied,
    leaf: () => ({ name: 'Permission', text: 'READ' }),
    grounds: xmlGrounds,
  }),
  ...shortBodies({ ...documentBody, grounds: { 'short-body-refused': ['T-ERR-20'] } }),
]);
