import { CalendarDate, Time } from '@internationalized/date';
import { screen, within } from '@testing-library/react';
import { useState } from 'react';
import { describe, expect, it, vi } from 'vitest';
import { expectNoAxe, show } from '../app/testing/render';
import { ComboBox } from './ComboBox';
import { DateField, TimeField } from './DateField';
import { NumberField } from './NumberField';
import { SearchField } from './SearchField';
import { Select } from './Select';
import { TextArea } from './TextArea';
import { TextField } from './TextField';

describe('TextField', () => {
  it('R91 says what is wrong to whoever cannot see the colour', async () => {
    show(<TextField label="Email" error="This is not of the right form." defaultValue="ana@" />);
    const field = screen.getByRole('textbox', { name: 'Email' });
    expect(field.getAttribute('aria-invalid')).toBe('true');
    const described = field.getAttribute('aria-describedby')?.split(' ') ?? [];
    const words = described.map((id) => document.getElementById(id)?.textContent).join(' ');
    expect(words).toContain('This is not of the right form.');
    await expectNoAxe();
  });

  it('is not wrong without a fault, and takes what is typed', async () => {
    const change = vi.fn();
    const { user } = show(<TextField label="Suite" optional onChange={change} />);
    const field = screen.getByRole('textbox', { name: 'Suite (optional)' });
    expect(field.getAttribute('aria-invalid')).toBeNull();
    await user.type(field, '12');
    expect(change).toHaveBeenLastCalledWith('12');
  });
});

describe('TextArea', () => {
  it('grows with its words and no further than its lines', async () => {
    const height = vi.spyOn(HTMLElement.prototype, 'scrollHeight', 'get').mockReturnValue(90);
    const { rerender } = show(<TextArea label="Reply" value="One" onChange={() => {}} maxRows={10} />);
    const area = screen.getByRole('textbox', { name: 'Reply' });
    const few = Number.parseFloat(area.style.blockSize);
    height.mockReturnValue(9000);
    rerender(<TextArea label="Reply" value="Many lines" onChange={() => {}} maxRows={10} />);
    const many = Number.parseFloat(area.style.blockSize);
    expect(many).toBeGreaterThan(few);
    expect(many).toBeLessThan(9000);
  });
});

describe('NumberField', () => {
  it('keeps within its bounds and names its steps', async () => {
    const change = vi.fn();
    const { user } = show(
      <NumberField label="Party" defaultValue={3} minValue={1} maxValue={4} onChange={change} />,
    );
    await user.click(screen.getByRole('button', { name: 'More: Party' }));
    expect(change).toHaveBeenLastCalledWith(4);
    expect(screen.getByRole('button', { name: 'More: Party' }).hasAttribute('disabled')).toBe(true);
    await expectNoAxe();
  });
});

const languages = [
  { value: 'en', label: 'English' },
  { value: 'fr', label: 'Français' },
] as const;

describe('Select', () => {
  it('R91 is chosen from by keyboard', async () => {
    const change = vi.fn();
    const { user } = show(<Select label="Language" value="en" onChange={change} choices={languages} />);
    await user.tab();
    await user.keyboard('{Enter}');
    await expectNoAxe(screen.getByRole('listbox'));
    await user.keyboard('{ArrowDown}{Enter}');
    expect(change).toHaveBeenCalledExactlyOnceWith('fr');
  });
});

describe('ComboBox', () => {
  it('finds a choice by typing', async () => {
    const change = vi.fn();
    const { user } = show(<ComboBox label="Language" value={null} onChange={change} choices={languages} />);
    await user.type(screen.getByRole('combobox'), 'fra');
    expect(screen.getAllByRole('option').map((option) => option.textContent)).toEqual(['Français']);
    await user.keyboard('{ArrowDown}{Enter}');
    expect(change).toHaveBeenCalledWith('fr');
  });

  it('leaves the search to the core where it is asked to, and says when nothing is found', async () => {
    const search = vi.fn();
    const { user } = show(
      <ComboBox label="Resident" value={null} onChange={() => {}} choices={[]} onSearch={search} />,
    );
    await user.type(screen.getByRole('combobox'), 'ana');
    expect(search).toHaveBeenLastCalledWith('ana');
    expect(screen.getByRole('listbox').textContent).toContain('Nothing found');
  });
});

function Chosen() {
  const [day, setDay] = useState<CalendarDate | null>(new CalendarDate(2026, 11, 26));
  const [time, setTime] = useState<Time | null>(new Time(7, 30));
  return (
    <>
      <DateField label="Day" value={day} onChange={setDay} />
      <TimeField label="Starts" value={time} onChange={setTime} />
      <output>{`${day} ${time}`}</output>
    </>
  );
}

describe('DateField and TimeField', () => {
  it('R90 are typed part by part, the day before the month, in twenty-four hours', async () => {
    const { user } = show(<Chosen />);
    await expectNoAxe();
    const parts = within(screen.getByRole('group', { name: 'Day' })).getAllByRole('spinbutton');
    expect(parts.map((part) => part.textContent)).toEqual(['26', '11', '2026']);
    await user.tab();
    // The day is full after two figures, and the month has the focus by itself.
    await user.keyboard('27');
    await user.tab();
    await user.tab();
    await user.keyboard('19');
    expect(screen.getByRole('status').textContent).toBe('2026-11-27 19:30:00');
  });
});

describe('SearchField', () => {
  it('shows its key while empty, and Escape clears it', async () => {
    const change = vi.fn();
    const { user } = show(<SearchField label="Search bookings" keys="Ctrl K" onChange={change} />);
    expect(screen.getByText('Ctrl K')).toBeTruthy();
    await user.type(screen.getByRole('searchbox', { name: 'Search bookings' }), 'ana');
    expect(screen.queryByText('Ctrl K')).toBeNull();
    await expectNoAxe();
    await user.keyboard('{Escape}');
    expect(change).toHaveBeenLastCalledWith('');
  });
});
