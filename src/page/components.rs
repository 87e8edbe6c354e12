//! Atoms: they know no scenario. State comes down by signals, events go up by callbacks.

mod cell_input;
mod choice;
mod copied_table;
mod data_table;
mod figure_card;
mod fold;
mod help_button;
mod keyed_list;
mod made_later;
mod number_input;
mod pop_up;
mod range_entry;
mod rich_text;
mod show;
mod sortable_table;
mod toolbar;

pub use cell_input::CellInput;
pub use choice::{Choice, Menu, Options, Tick};
pub use copied_table::{CopiedTable, CopyTable};
pub use data_table::DataTable;
pub use figure_card::{FigureCard, Shown};
pub use fold::{Fold, WhenOpened};
pub use help_button::HelpButton;
pub use keyed_list::KeyedList;
pub use made_later::MadeLater;
pub use number_input::{NumberInput, Slide, TextInput};
pub use pop_up::PopUp;
pub use range_entry::{RangeButton, RangeEntry, RangeWords};
pub use rich_text::{Notes, RichText};
pub use show::Show;
pub use sortable_table::SortableTable;
pub use toolbar::Toolbar;
