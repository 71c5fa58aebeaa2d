import { useTranslation } from 'react-i18next';
import { useCollections } from '../engine/collections.ts';
import { formatLocale } from '../i18n/locale.ts';
import { numberFormatOf } from '../i18n/number-formats.ts';
import { useNavigation } from './navigation.ts';
import { SidebarLink } from './sidebar-link.tsx';
import styles from './sidebar.module.css';

/** The collections, each with its number of documents. */
export function CollectionLinks() {
  const { t, i18n } = useTranslation();
  const collections = useCollections((state) => state.collections);
  const view = useNavigation((state) => state.view);
  const go = useNavigation((state) => state.go);
  if (collections === null || collections.length === 0) return null;
  const number = numberFormatOf(formatLocale(i18n.language));
  return (
    <section>
      <h2 className={styles['heading']}>{t('sidebar.collections')}</h2>
      <ul>
        {collections.map(({ name, documents }) => (
          <li key={name}>
            <SidebarLink
              label={name === 'default' ? t('collection.default') : name}
              count={number.format(documents)}
              current={view.kind === 'library' && view.collection === name}
              onSelect={() => {
                go({ kind: 'library', collection: name });
              }}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}
