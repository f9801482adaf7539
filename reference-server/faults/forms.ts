import type { FormCondition } from '../access/form-policy.ts';
import type { PolicyViolation, PostedForm } from '../access/form-policy-check.ts';
import type { OperationContext } from '../operations/context.ts';
import type { Prepared } from '../operations/handler.ts';
import type { ReceivedForm } from '../operations/receive-form.ts';
import { refuse } from '../operations/refuse.ts';
import { Attributes } from '../store/attributes.ts';
import { inContext, on, onBuckets } from './edit-request.ts';
import { answering, emptied, losing, losingElements, rewriting, status } from './edit-response.ts';
import { faults } from './fault.ts';
import type { Tampering } from './tampering.ts';
import { postsForm } from './which.ts';

/** Policies that are held against forms in another way. */
function holding(
  change: (
    violations: readonly PolicyViolation[],
    form: PostedForm,
    conditions: readonly FormCondition[],
  ) => readonly PolicyViolation[],
): Tampering {
  return {
    decide: ({ checkForm }) => ({
      checkForm: (policy, form, now) => [...change(checkForm(policy, form, now), form, policy.conditions)],
    }),
  };
}

/** Conditions of a kind that are not looked at. */
function without(drop: (condition: FormCondition) => boolean): Tampering {
  return {
    decide: ({ checkForm }) => ({
      checkForm: (policy, form, now) =>
        checkForm(
          { ...policy, conditions: policy.conditions.filter((condition) => !drop(condition)) },
          form,
          now,
        ),
    }),
  };
}

/** Objects posted by a form that are stored with other properties. */
const storing = (change: Parameters<typeof onBuckets>[1]): Tampering => onBuckets(postsForm, change);

/** Forms that are read in another way. */
function received(change: (form: ReceivedForm, prepared: Prepared) => Partial<ReceivedForm>): Tampering {
  return inContext(postsForm, ({ receiveForm }, prepared) => ({
    receiveForm: async (...asked) => {
      const form = await receiveForm(...asked);
      return { ...form, ...change(form, prepared) };
    },
  }));
}

/** Forms with other fields. */
function fields(change: (fields: Map<string, string>, form: ReceivedForm) => void): Tampering {
  return received((form) => {
    const changed = new Map(form.fields);
    change(changed, form);
    return { fields: changed };
  });
}

/** Forms whose text is changed before it is read. */
function rewritten(change: (text: string) => string): Tampering {
  return inContext(postsForm, ({ receiveForm }) => ({
    receiveForm: (body, options) => receiveForm(changed(body, change), options),
  }));
}

async function* changed(
  body: AsyncIterable<Uint8Array>,
  change: (text: string) => string,
): AsyncGenerator<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) chunks.push(chunk);
  yield Buffer.from(change(Buffer.concat(chunks).toString('latin1')), 'latin1');
}

/** Names of fields as the documentation writes them. */
const DOCUMENTED =
  /^(key|policy|acl|Signature|file|success_action_(redirect|status)|Content-(Type|Disposition|Encoding|MD5)|Cache-Control|Expires|x-cos-.*|q-.*)$/;

/** Uploads by HTML forms. */
export const formFaults = faults('forms', {
  'form-policy-ignored': {
    says: 'The policy of a form is verified and not held to.',
    decide: () => ({ checkForm: () => [], checkSize: () => [] }),
  },
  'policy-expiry-ignored': {
    says: 'A policy that has expired still holds.',
    ...holding((violations) => violations.filter(({ kind }) => kind !== 'expired')),
  },
  'policy-equality-ignored': {
    says: 'Exact conditions of a policy are not looked at.',
    ...without(({ kind }) => kind === 'equals'),
  },
  'policy-prefixes-ignored': {
    says: 'starts-with conditions of a policy are not looked at.',
    ...without(({ kind }) => kind === 'starts-with'),
  },
  'policy-sizes-ignored': {
    says: 'content-length-range is not looked at.',
    decide: () => ({ checkSize: () => [] }),
  },
  'policy-least-size-ignored': {
    says: 'Only the greatest size of content-length-range is looked at.',
    decide: ({ checkSize }) => ({
      checkSize: (...asked) => checkSize(...asked).filter(({ kind }) => kind !== 'too-small'),
    }),
  },
  'policy-size-exclusive': {
    says: 'The greatest size of content-length-range does not belong to the range.',
    decide: ({ checkSize }) => ({
      checkSize: (policy, size) =>
        checkSize(
          {
            ...policy,
            conditions: policy.conditions.map((condition) =>
              condition.kind === 'size' ? { ...condition, max: condition.max - 1 } : condition,
            ),
          },
          size,
        ),
    }),
  },
  'policy-prefix-anywhere': {
    says: 'starts-with is satisfied by a value that holds the text anywhere.',
    ...holding((violations, form, conditions) =>
      violations.filter(
        (violation) =>
          violation.kind !== 'unmatched' ||
          !conditions.some(
            (condition) =>
              condition.kind === 'starts-with' &&
              condition.field === violation.field &&
              (form.fields.get(condition.field) ?? '').includes(condition.value),
          ),
      ),
    ),
  },
  'policy-empty-prefix-fails': {
    says: 'starts-with an empty text matches only an empty value.',
    ...holding((violations, form, conditions) => [
      ...violations,
      ...conditions.flatMap((condition): PolicyViolation[] => {
        if (condition.kind !== 'starts-with' || condition.value !== '') return [];
        const got = form.fields.get(condition.field) ?? '';
        return got === '' ? [] : [{ kind: 'unmatched', field: condition.field, expected: '', got }];
      }),
    ]),
  },
  'policy-bucket-ignored': {
    says: 'The condition on the bucket is not looked at.',
    ...without((condition) => condition.kind !== 'size' && condition.field === 'bucket'),
  },
  'policy-key-ignored': {
    says: 'Conditions on the key are not looked at.',
    ...without((condition) => condition.kind !== 'size' && condition.field === 'key'),
  },
  'policy-without-case': {
    says: 'Values of conditions are compared without letter case.',
    ...holding((violations) =>
      violations.filter(
        (violation) =>
          violation.kind !== 'unmatched' || violation.expected.toLowerCase() !== violation.got.toLowerCase(),
      ),
    ),
  },
  'policy-one-condition-suffices': {
    says: 'One condition of a policy that holds is enough.',
    ...holding((violations, _, conditions) =>
      violations.some(({ kind }) => kind === 'expired') || violations.length >= conditions.length
        ? violations
        : [],
    ),
  },
  'policy-absent-fields-pass': {
    says: 'A condition on a field that the form does not have holds.',
    ...holding((violations) => violations.filter(({ kind }) => kind !== 'absent-field')),
  },
  'policy-names-every-field': {
    says: 'Fields that the policy does not name are refused.',
    ...holding((violations, form, conditions) => {
      const named = new Set(
        conditions.map((condition) => (condition.kind === 'size' ? '' : condition.field)),
      );
      const own = /^(policy|signature|file|submit|q-|x-cos-security-token)/;
      const extra = [...form.fields.keys()].find((field) => !named.has(field) && !own.test(field));
      return extra === undefined ? violations : [...violations, { kind: 'absent-field', field: extra }];
    }),
  },
  'filename-not-replaced': {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the placeholder of the documentation
    says: '${filename} in the key stays as it is.',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the placeholder of the documentation
    ...received(() => ({ filename: '${filename}' })),
  },
  'success-status-ignored': {
    says: 'success_action_status is ignored.',
    ...fields((all) => all.delete('success_action_status')),
  },
  'success-redirect-ignored': {
    says: 'success_action_redirect is ignored.',
    ...fields((all) => all.delete('success_action_redirect')),
  },
  'success-status-wins': {
    says: 'success_action_status comes before success_action_redirect.',
    ...fields((all) => {
      if (all.has('success_action_status')) all.delete('success_action_redirect');
    }),
  },
  'redirect-without-parameters': {
    says: 'The redirection says nothing of what was uploaded.',
    respond: (response, about) =>
      response.status === 303
        ? rewriting(/^location$/, (url) => url.replace(/[?&]bucket=.*$/, ''))(response, about)
        : response,
  },
  'redirect-answers-302': {
    says: 'The redirection has status 302.',
    respond: (response) => (response.status === 303 ? { ...response, status: 302 } : response),
  },
  'form-answers-200': {
    says: 'A form that asks for nothing is answered 200.',
    ...answering(postsForm, (response, about) =>
      response.status === 204 ? status(200)(response, about) : response,
    ),
  },
  'form-without-etag': {
    says: 'A form is answered without ETag.',
    ...answering(postsForm, losing(/^etag$/)),
  },
  'form-without-location': {
    says: 'A form is answered without Location.',
    ...answering(postsForm, losing(/^location$/)),
  },
  'form-location-is-path': {
    says: 'Location of a posted object is a path without host.',
    ...answering(
      postsForm,
      rewriting(/^location$/, (url) => url.replace(/^https?:\/\/[^/]+/, '')),
    ),
  },
  'created-without-document': {
    says: '201 comes without a document.',
    ...answering(postsForm, (response, about) =>
      response.status === 201 ? emptied(response, about) : response,
    ),
  },
  'post-response-without-key': {
    says: 'PostResponse has no Key.',
    ...answering(postsForm, losingElements('Key')),
  },
  'post-response-without-location': {
    says: 'PostResponse has no Location.',
    ...answering(postsForm, losingElements('Location')),
  },
  'form-acl-ignored': {
    says: 'The list asked for in a form is ignored.',
    ...storing((bucket) => ({ put: (object) => bucket.put({ ...object, attributes: Attributes.empty }) })),
  },
  'form-metadata-ignored': {
    says: 'Metadata fields of a form are ignored.',
    ...storing((bucket) => ({ put: (object) => bucket.put({ ...object, metadata: [] }) })),
  },
  'form-headers-ignored': {
    says: 'Fields of a form for content headers are ignored.',
    ...storing((bucket) => ({
      put: (object) =>
        bucket.put({ ...object, contentHeaders: [['Content-Type', 'application/octet-stream']] }),
    })),
  },
  'form-class-ignored': {
    says: 'The storage class asked for in a form is ignored.',
    ...storing((bucket, { context }) => ({
      put: (object) => bucket.put({ ...object, storageClass: context.rules.defaultStorageClass }),
    })),
  },
  'form-fields-with-case': {
    says: 'Field names of a form are known only as the documentation writes them.',
    ...rewritten((text) =>
      text.replace(/; name="([^"]*)"/g, (whole, name: string) =>
        DOCUMENTED.test(name) ? whole : '; name="unknown-field"',
      ),
    ),
  },
  'form-unknown-fields-refused': {
    says: 'Fields that nobody knows are refused.',
    ...fields((all) => {
      const unknown = [...all.keys()].some((name) => !new RegExp(DOCUMENTED, 'i').test(name));
      if (unknown) refuse('invalid-argument');
    }),
  },
  'form-type-of-file-used': {
    says: 'The object gets the Content-Type of the file part.',
    ...rewritten((text) => {
      const [, type] = /; name="file"[^\r\n]*\r\nContent-Type: ([^\r\n]+)/i.exec(text) ?? [];
      if (type === undefined || /; name="content-type"/i.test(text)) return text;
      return text.replace(
        /^(--[^\r\n]+\r\n)/,
        `$1Content-Disposition: form-data; name="Content-Type"\r\n\r\n${type}\r\n$1`,
      );
    }),
  },
  'form-needs-no-key': {
    says: 'A form without key gets the file name as its key.',
    ...fields((all, { filename }) => {
      if (!all.has('key')) all.set('key', filename);
    }),
  },
  'form-first-file-counts': {
    says: 'Of several files of a form the first one is taken.',
    ...rewritten((text) => {
      const [boundary = ''] = /^--[^\r\n]+/.exec(text) ?? [];
      let files = 0;
      return text
        .split(boundary)
        .filter((part) => !/; name="file"/i.test(part) || files++ === 0)
        .join(boundary);
    }),
  },
  'form-overwriting-refused': {
    says: 'A form cannot overwrite an object.',
    ...storing((bucket) => ({
      put: (object) => (bucket.current(object.key) ? refuse('precondition-failed') : bucket.put(object)),
    })),
  },
  'form-anonymous-accepted': {
    says: 'A form needs no credentials, whatever the list of the bucket says.',
    decide: ({ authorize }) => ({
      authorize: (permission, caller, bucket, object, scope) => {
        if (permission === 'bucket-write' && caller === undefined) return;
        authorize(permission, caller, bucket, object, scope);
      },
    }),
  },
  'form-length-not-asked': {
    says: 'A chunked form is accepted.',
    ...on(postsForm, (prepared, next) => {
      const { body } = prepared.request;
      const { chunked, present } = body;
      const measured = {
        declaredLength: body.declaredLength ?? 0,
        chunked,
        present,
        received: 0,
        readAll: (limit: number) => body.readAll(limit),
        chunks: (limit?: number) => body.chunks(limit),
      };
      return next({ ...prepared, request: { ...prepared.request, body: measured } });
    }),
  },
  'form-md5-not-checked': {
    says: 'The MD5 declared for a form or its file is not compared.',
    ...on(postsForm, (prepared, next) => {
      const { receiveForm } = prepared.context;
      const context: OperationContext = {
        ...prepared.context,
        receiveForm: async (...asked) => {
          const form = await receiveForm(...asked);
          const others = [...form.fields].filter(([name]) => name !== 'content-md5');
          return { ...form, fields: new Map(others) };
        },
      };
      return next({ ...prepared, context, request: { ...prepared.request, contentMd5: undefined } });
    }),
  },
});
