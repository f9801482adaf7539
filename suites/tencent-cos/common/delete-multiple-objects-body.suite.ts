import { suite } from '../../../harness/check/suite.ts';
import { hostileXml } from '../../behaviours/hostile-xml.ts';
import { interimResponses } from '../../behaviours/interim-responses.ts';
import { shortBodies } from '../../behaviours/short-bodies.ts';
import { deletionBody } from './bodied.ts';
import { xmlGrounds } from './xml-grounds.ts';

export default suite('DeleteMultipleObjects', [
  ...interimResponses({
    ...deletionBody,
    grounds: { 'continue-before-body': ['T-HDR-03'], 'refused-before-body': ['T-HDR-03'] },
  }),
  ...hostileXml({
    bodied: deletionBody.bodied,
    leaf: (t) => ({ name: 'Key', text: t.key() }),
    grounds: xmlGrounds,
  }),
  ...shortBodies({ ...deletionBody, grounds: { 'short-body-refused': ['T-ERR-20'] } }),
]);
