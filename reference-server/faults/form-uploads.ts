import type { OperationContext } from '../operations/context.ts';
import { refuse } from '../operations/refuse.ts';
import { Attributes } from '../store/attributes.ts';
import { inContext, on, onBuckets } from './edit-request.ts';
import { answering, emptied, losing, losingElements, rewriting, status } from './edit-response.ts';
import { faults } from './fault.ts';
import { changed, fields, received } from './forms-read-otherwise.ts';
import type { Tampering } from './tampering.ts';
import { postsForm } from './which.ts';

/** Objects posted by a form that are stored with other properties. */
const storing = (change: Parameters<typeof onBuckets>[1]): Tampering => onBuckets(postsForm, change);

/** Forms whose text is changed before it is read. */
function rewritten(change: (text: string) => string): Tampering {
  return inContext(postsForm, ({ receiveForm }) => ({
    receiveForm: (body, options) => receiveForm(changed(body, change), options),
  }));
}

/** Names of fields as documentation writes them; a dialect's own are in small letters and have a prefix. */
const DOCUMENTED =
  /^(key|policy|acl|Signature|file|success_action_(redirect|status)|Content-(Type|Disposition|Encoding|MD5)|Cache-Control|Expires|x-[a-z]+-.*|[a-z]-.*)$/;

/** Uploads by HTML forms: what is read from them, stored and answered. */
export const formUploadFaults = faults('forms', {
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
