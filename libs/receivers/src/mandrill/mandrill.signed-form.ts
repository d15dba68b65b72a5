import { option, parseForm, publicUrl, SignatureError, type FormFields, type Part } from '../kit/index.js';

const URL_OPTION = option('url');

/** The URL as it was entered at Mandrill. What the source says comes first: behind a proxy the URL that arrives may differ. */
export const enteredUrl: Part = Object.freeze({
  kind: 'entered_url',
  headers: [],
  read: (view) => (view.context.options['url'] === undefined ? publicUrl : URL_OPTION).read(view),
} satisfies Part);

/**
 * The fields of the form by their names, each as its name and its value with nothing between them. A field that came twice would be
 * signed by its name once, so it is refused.
 */
export const sortedForm: Part = Object.freeze({
  kind: 'sorted_form',
  headers: [],
  read({ request }) {
    const fields = fieldsOf(request.body);
    const names = Object.keys(fields).sort();
    return names.map((name) => {
      const value = fields[name];
      if (typeof value !== 'string')
        throw new SignatureError('signature_malformed', 'a field of the form came more than once: which is signed?');
      return Buffer.from(name + value);
    });
  },
} satisfies Part);

/** What is no form has no fields: then the signature does not fit. */
function fieldsOf(body: Buffer): FormFields {
  try {
    return parseForm(body);
  } catch {
    return {};
  }
}
