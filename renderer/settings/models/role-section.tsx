import { useTranslation } from 'react-i18next';
import type { ModelEntry, ModelRole, VerifiedModel } from '../../../src/contract/models.ts';
import { Section } from '../parts/section.tsx';
import { ModelRow } from './model-row.tsx';
import { Reembedding } from './reembedding.tsx';
import styles from './role-section.module.css';

/** The models of one role, the one in use first. */
export function RoleSection({
  role,
  models,
  verified,
  onChanged,
}: {
  readonly role: ModelRole;
  readonly models: readonly ModelEntry[];
  readonly verified: ReadonlyMap<string, VerifiedModel>;
  readonly onChanged: () => void;
}) {
  const { t } = useTranslation('settings');
  const inUse = models.find((model) => model.inUse) ?? null;
  return (
    <Section title={t(`models.roles.${role}`)} note={t(`models.roles.${role}-note`)}>
      {role === 'embed' ? <Reembedding /> : null}
      {models.length === 0 ? (
        <p className={styles['none']}>{t('models.none')}</p>
      ) : (
        <ul>
          {models.map((model) => (
            <ModelRow
              key={`${model.id} ${model.file ?? ''}`}
              model={model}
              inUse={inUse}
              verified={model.file === null ? undefined : verified.get(model.file)}
              onChanged={onChanged}
            />
          ))}
        </ul>
      )}
    </Section>
  );
}
