import type { JSX } from 'preact';
import type { Sentence, SentencePart } from '../../protocol.js';
import { GroupName } from './group.js';
import { MappingName } from './mapping-name.js';
import { AdministratorTag } from './tags.js';

/** A sentence whose groups, roles and resources have their own look. */
export function SentenceText({ sentence }: { readonly sentence: Sentence }): JSX.Element {
  return (
    <>
      {sentence.map((part, index) => (
        <Part key={index} part={part} />
      ))}
    </>
  );
}

function Part({ part }: { readonly part: SentencePart }): JSX.Element {
  switch (part.kind) {
    case 'group':
      return <GroupName label={part.label} />;
    case 'role':
      return (
        <>
          <b>
            <bdi>{part.text}</bdi>
          </b>
          {part.isAdministrator && (
            <>
              {' '}
              <AdministratorTag />
            </>
          )}
        </>
      );
    case 'resource':
      return <bdi title={part.crn}>{part.text}</bdi>;
    case 'mapping':
      return <MappingName name={part.text} />;
    case 'text':
      return <>{part.text}</>;
  }
}
