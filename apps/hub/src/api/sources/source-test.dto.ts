import { SAMPLE_MODES, type SampleMode } from '@kanca/receivers';
import { Named } from '../../dto/field.js';
import { Anything, One, OneOf, Text, TextMap, Whole } from '../../dto/fields.js';

export class TestSource {
  @Text({ optional: true, about: 'One of the samples of the provider.' })
  event?: string;

  @OneOf(SAMPLE_MODES, { default: 'valid' })
  mode!: SampleMode;

  @Anything({ optional: true, about: "Instead of the sample's own body." })
  data?: unknown;
}

class TestRequest {
  @Text()
  method!: string;

  @Text()
  url!: string;

  @TextMap()
  headers!: Readonly<Record<string, string>>;

  @Text()
  body!: string;
}

@Named('SourceTestResult')
export class SourceTestAnswer {
  @Whole()
  status!: number;

  @TextMap()
  headers!: Readonly<Record<string, string>>;

  @Text()
  body!: string;

  @OneOf(['secret', 'test-key'], {
    about:
      "`test-key`: only the provider has the private key, so one was made for this call. It says nothing about the provider's own key.",
  })
  signedWith!: string;

  @One(() => TestRequest)
  request!: TestRequest;
}
