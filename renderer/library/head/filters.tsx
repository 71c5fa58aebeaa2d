import { ChevronDown } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useSizes } from '../../i18n/sizes.ts';
import { Button } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import { Menu, MenuCheck } from '../../ui/menu.tsx';
import { setFilter, statuses, useLibrary } from '../library-store.ts';
import type { Loaded } from '../rows/loaded.ts';
import { useTypeName } from '../rows/use-row-words.ts';
import { StatusIcon } from '../status/status-icon.tsx';
import styles from './head.module.css';

/** Which statuses and which types are shown. */
export function Filters({ loaded }: { readonly loaded: Loaded | null }) {
  const { t } = useTranslation('library');
  const { number } = useSizes();
  const typeName = useTypeName();
  const status = useLibrary((state) => state.status);
  const type = useLibrary((state) => state.type);
  const byStatus = loaded?.byStatus ?? {};
  return (
    <>
      <FilterMenu label={t('filter.status')} chosen={status.length}>
        {statuses
          .filter((each) => (byStatus[each] ?? 0) > 0 || status.includes(each))
          .map((each) => (
            <MenuCheck
              key={each}
              checked={status.includes(each)}
              onChange={() => {
                setFilter({ status: toggled(status, each) });
              }}
            >
              <StatusIcon status={each} />
              <span className={styles['choice']}>{t(`status.${each}`)}</span>
              <span className={styles['count']}>{number(byStatus[each] ?? 0)}</span>
            </MenuCheck>
          ))}
      </FilterMenu>
      <FilterMenu label={t('filter.type')} chosen={type.length}>
        {[...new Set([...(loaded?.types ?? []), ...type])].map((each) => (
          <MenuCheck
            key={each}
            checked={type.includes(each)}
            onChange={() => {
              setFilter({ type: toggled(type, each) });
            }}
          >
            {typeName(each)}
          </MenuCheck>
        ))}
      </FilterMenu>
    </>
  );
}

function FilterMenu({
  label,
  chosen,
  children,
}: {
  readonly label: string;
  readonly chosen: number;
  readonly children: readonly ReactNode[];
}) {
  return (
    <Menu
      align="end"
      trigger={
        <Button className={classes(chosen > 0 && styles['on'])} disabled={children.length === 0}>
          {chosen === 0 ? label : `${label}: ${String(chosen)}`}
          <ChevronDown className={styles['chevron']} size={14} aria-hidden />
        </Button>
      }
    >
      {children}
    </Menu>
  );
}

function toggled<T>(list: readonly T[], each: T): readonly T[] {
  return list.includes(each) ? list.filter((other) => other !== each) : [...list, each];
}
