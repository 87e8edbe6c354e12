//! The list of actions in words: what exactly to do, what it saves there, and the sum.
//!
//! Dollars are rounded by largest remainder, so that the printed rows lead from the printed
//! month to the printed optimized one.

use super::format::plural;
use super::receipt::shared_out;
use super::{Locale, labels};
use crate::decisions::actions::{Actions, Row, Standing};
use crate::decisions::paid_in::PaidIn;
use crate::decisions::savings::Lever;
use crate::prices::RateTable;
use crate::scenario::{Basis, Scenario};

mod how;

/// Less than this a month is nothing to pay, USD.
const CENT: f64 = 0.01;
const NO_DOLLAR: &str = "$0";

pub use how::Source;

/// One row. Text with commands in `backticks`.
#[derive(Clone, Debug, PartialEq)]
pub struct ActionRow {
    pub lever: Lever,
    /// The choice that ticks it, and the number that is its size where it has one.
    pub tick: &'static str,
    pub size: Option<&'static str>,
    pub ticked: bool,
    /// Whether it is part of the optimized month.
    pub counted: bool,
    pub name: String,
    /// What exactly to do.
    pub instruction: String,
    /// What to paste, one command or setting each; empty where there is nothing to paste.
    pub copy: Vec<String>,
    pub source: Option<Source>,
    /// "−$27", or empty where it says nothing.
    pub saves: String,
    /// The same as a change in USD a month, as [`Actions`] counts them: below zero it is cheaper.
    pub change: f64,
    /// What conflicts, or why it does nothing.
    pub note: String,
}

#[derive(Clone, Debug, PartialEq)]
pub struct ActionList {
    pub rows: Vec<ActionRow>,
    /// "$155 − 27 − 17 = $111"; empty where nothing is counted.
    pub total: String,
    /// "Apply 2 changes"; `None` where there is nothing to apply.
    pub apply: Option<String>,
    /// The optimized month, "$111".
    pub after: String,
}

/// The list for the screen, in the unit that the person pays in.
pub fn list(table: &RateTable, actions: &Actions, locale: &Locale) -> ActionList {
    let printed = Printed::new(actions);
    let rows = actions.rows.iter().enumerate();
    let rows = rows.map(|(place, row)| shown(table, actions, row, &printed, place, locale)).collect();
    let counted = actions.rows.iter().filter(|row| saved(row).is_some()).count();
    let changes = plural(&locale.fixed(counted as f64, 0), "change", "changes");
    ActionList {
        rows,
        total: if counted > 0 { printed.total(actions, locale) } else { String::new() },
        apply: (counted > 0).then(|| format!("Apply {changes}")),
        after: printed.amount(printed.after, locale),
    }
}

fn saved(row: &Row) -> Option<f64> {
    match row.standing {
        Standing::Counts { saves } => Some(saves),
        _ => None,
    }
}

/// The counted rows in whole dollars, cents or points that add up.
struct Printed {
    unit: PaidIn,
    decimals: usize,
    /// By row; 0 for those that are not counted.
    saves: Vec<f64>,
    before: f64,
    after: f64,
}

impl Printed {
    fn new(actions: &Actions) -> Printed {
        let unit = actions.unit;
        // As `Locale::money` prints the optimized month; points are whole.
        let decimals = match unit {
            PaidIn::Points { .. } => 0,
            _ if actions.after >= 19.995 => 0,
            _ => 2,
        };
        let whole = libm::pow(10.0, decimals as f64);
        let [before, after] = [actions.before, actions.after].map(|usd| libm::round(unit.of(usd) * whole));
        let counted: Vec<usize> =
            (0..actions.rows.len()).filter(|i| saved(&actions.rows[*i]).is_some()).collect();
        let exact: Vec<f64> =
            counted.iter().filter_map(|i| saved(&actions.rows[*i])).map(|s| unit.of(s) * whole).collect();
        let mut saves = vec![0.0; actions.rows.len()];
        for (place, units) in counted.iter().zip(shared_out(&exact, before - after)) {
            saves[*place] = units / whole;
        }
        Printed { unit, decimals, saves, before: before / whole, after: after / whole }
    }

    fn number(&self, amount: f64, locale: &Locale) -> String {
        locale.fixed(amount, self.decimals)
    }

    /// "$27", "9 points".
    fn amount(&self, amount: f64, locale: &Locale) -> String {
        let number = self.number(amount, locale);
        match self.unit {
            PaidIn::Points { .. } if number == "1" => format!("{number} point"),
            PaidIn::Points { .. } => format!("{number} points"),
            _ => format!("${number}"),
        }
    }

    /// Whether credits are paid, and this takes off none of them.
    fn is_no_credit(&self, usd: f64) -> bool {
        self.unit == PaidIn::Credits && usd.abs() < CENT
    }

    /// A change that is not part of the sum.
    fn change(&self, usd: f64, locale: &Locale) -> String {
        match self.unit {
            _ if self.is_no_credit(usd) => NO_DOLLAR.into(),
            PaidIn::Points { .. } => super::effects::points(self.unit.of(usd), locale),
            _ => super::effects::change(self.unit.of(usd), locale),
        }
    }

    fn total(&self, actions: &Actions, locale: &Locale) -> String {
        let counted = actions.rows.iter().zip(&self.saves).filter(|(row, _)| saved(row).is_some());
        let steps: String = counted.map(|(_, saves)| format!(" − {}", self.number(*saves, locale))).collect();
        let [before, after] = [self.before, self.after].map(|amount| self.number(amount, locale));
        match self.unit {
            PaidIn::Dollars => format!("${before}{steps} = ${after}"),
            PaidIn::Points { .. } => {
                format!("{before}%{steps} = about {after}% {} (estimate)", labels::paid::OF_YOUR_LIMIT)
            }
            PaidIn::Credits => {
                format!("{}: ${before}{steps} = about ${after} (estimate)", labels::paid::YOU_PAY)
            }
            PaidIn::ApiPrices => format!("{}: ${before}{steps} = ${after}", labels::paid::AT_API_PRICES),
            PaidIn::ByTheToken => format!("{}: ${before}{steps} = ${after}", labels::paid::ALL_BY_THE_TOKEN),
        }
    }
}

fn shown(
    table: &RateTable,
    actions: &Actions,
    row: &Row,
    printed: &Printed,
    place: usize,
    locale: &Locale,
) -> ActionRow {
    let scenario = &actions.scenario;
    let how = how::how(table, scenario, row, locale);
    let (saves, change) = match row.standing {
        Standing::Counts { saves } if printed.is_no_credit(saves) => (NO_DOLLAR.into(), 0.0),
        Standing::Counts { saves } => (format!("−{}", printed.amount(printed.saves[place], locale)), -saves),
        Standing::Offered { saves } => (printed.change(-saves, locale), -saves),
        Standing::LeftOut { costs } => (printed.change(costs, locale), costs),
        Standing::Replaced { .. } | Standing::Idle => (String::new(), 0.0),
    };
    ActionRow {
        lever: row.lever,
        tick: row.lever.key(),
        size: row.lever.size(),
        ticked: row.ticked,
        counted: saved(row).is_some(),
        name: labels::actions::name(row.lever).into(),
        instruction: how.instruction,
        copy: how.copy,
        source: how.source,
        saves,
        change,
        note: note(row, scenario, printed, locale),
    }
}

fn note(row: &Row, scenario: &Scenario, printed: &Printed, locale: &Locale) -> String {
    let amount = |usd: f64| printed.change(usd, locale).trim_start_matches(['+', '−']).to_string();
    match row.standing {
        Standing::Counts { saves } | Standing::Offered { saves } if printed.is_no_credit(saves) => {
            labels::actions::NO_CREDITS.into()
        }
        Standing::Counts { .. } => caution(row.lever).into(),
        Standing::Offered { saves } if saves < 0.0 => "Costs more here.".into(),
        Standing::Offered { .. } => caution(row.lever).into(),
        Standing::LeftOut { costs } if costs < CENT => labels::actions::LEFT_OUT.into(),
        Standing::LeftOut { costs } => {
            format!("Left out: with the other ticked changes it costs {} more.", amount(costs))
        }
        Standing::Replaced { alone } => {
            format!("Saves nothing after the changes above. Alone it saves {}.", amount(alone))
        }
        Standing::Idle => idle(row.lever, scenario).into(),
    }
}

/// What the dollars leave out.
fn caution(lever: Lever) -> &'static str {
    match lever {
        Lever::Model => "Work that the cheaper model gets wrong comes on top.",
        Lever::Batch => "Needs your own code: Claude Code has no batch mode.",
        _ => "",
    }
}

fn idle(lever: Lever, scenario: &Scenario) -> &'static str {
    match lever {
        Lever::Model => labels::actions::IDLE,
        _ if scenario.basis == Basis::Totals => labels::actions::NOT_FROM_TOTALS,
        Lever::Hour => labels::actions::NEEDS_PAUSES,
        Lever::Compact => labels::actions::BEST_THRESHOLD,
        _ => labels::actions::IDLE,
    }
}

#[cfg(test)]
mod tests;
