//! Scenarios that stand beside this one: its baseline, and others as links. All are whole, and none has
//! others beside it.

use super::{Scenario, link};

/// Scenarios beside one another, this one among them, that more are added to. A baseline that is set later
/// may be one more.
pub const MOST_SIDES: usize = 3;
/// What stands beside a scenario as a link.
pub const MOST_BESIDE: usize = MOST_SIDES - 1;

/// Which of the scenarios beside one another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    Present,
    Baseline,
    /// By its place among the links.
    Beside(usize),
}

impl Scenario {
    /// Without those beside it.
    pub fn alone(&self) -> Scenario {
        Scenario { baseline: None, beside: Vec::new(), ..self.clone() }
    }

    /// This one, its baseline, and those that were added.
    pub fn sides(&self) -> Vec<(Place, Scenario)> {
        let baseline = self.baseline.iter().map(|baseline| (Place::Baseline, baseline.alone()));
        let added = self.beside.iter().enumerate();
        let added = added.filter_map(|(at, link)| Some((Place::Beside(at), link::decode(link).scenario?)));
        std::iter::once((Place::Present, self.alone())).chain(baseline).chain(added).collect()
    }

    /// Whether one more can be added.
    pub fn has_room_beside(&self) -> bool {
        1 + usize::from(self.baseline.is_some()) + self.beside.len() < MOST_SIDES
    }

    pub fn put_beside(&mut self, other: &Scenario) {
        if self.has_room_beside() {
            self.beside.push(link::encode(&other.alone()));
        }
    }

    /// Gives one that was added a name.
    pub fn name_beside(&mut self, at: usize, name: &str) {
        let Some(link) = self.beside.get_mut(at) else { return };
        if let Some(mut named) = link::decode(link).scenario {
            named.name = name.into();
            *link = link::encode(&named);
        }
    }

    /// The one on the page stays.
    pub fn take_out(&mut self, place: Place) {
        match place {
            Place::Present => {}
            Place::Baseline => self.baseline = None,
            Place::Beside(at) => drop((at < self.beside.len()).then(|| self.beside.remove(at))),
        }
    }

    /// One of them as it is, with this one in its place.
    pub fn brought_forward(&self, place: Place) -> Option<Scenario> {
        let found = self.sides().into_iter().find(|(of, _)| *of == place)?.1;
        let mut front = Scenario { baseline: self.baseline.clone(), beside: self.beside.clone(), ..found };
        match place {
            Place::Present => {}
            Place::Baseline => front.baseline = Some(Box::new(self.alone())),
            Place::Beside(at) => *front.beside.get_mut(at)? = link::encode(&self.alone()),
        }
        Some(front)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::prices::date;
    use crate::scenario::Preset;

    fn preset(preset: Preset) -> Scenario {
        preset.scenario(date(2026, 11, 28), 1)
    }

    /// The typical one, light as its baseline, heavy as a link.
    fn three() -> Scenario {
        let mut all = preset(Preset::Average);
        all.baseline = Some(Box::new(preset(Preset::Light)));
        all.put_beside(&preset(Preset::Heavy));
        all
    }

    fn presets(scenario: &Scenario) -> Vec<Preset> {
        scenario.sides().into_iter().map(|(_, side)| side.base).collect()
    }

    #[test]
    fn no_more_than_three_stand_beside_one_another() {
        let mut all = three();
        assert_eq!(presets(&all), [Preset::Average, Preset::Light, Preset::Heavy]);
        let before = all.clone();
        all.put_beside(&preset(Preset::Light));
        assert_eq!(all, before);
        all.take_out(Place::Baseline);
        all.put_beside(&preset(Preset::Light));
        assert_eq!(presets(&all), [Preset::Average, Preset::Heavy, Preset::Light]);
        all.take_out(Place::Beside(0));
        all.take_out(Place::Beside(9));
        assert_eq!(presets(&all), [Preset::Average, Preset::Light]);
    }

    #[test]
    fn one_comes_forward_and_goes_back_unchanged() {
        for place in [Place::Baseline, Place::Beside(0)] {
            let front = three().brought_forward(place).expect("one there");
            assert_eq!(front.sides().len(), 3);
            assert_eq!(
                front.alone(),
                three().sides().into_iter().find(|(of, _)| *of == place).expect("one").1
            );
            assert_eq!(front.brought_forward(place), Some(three()));
        }
        assert_eq!(three().brought_forward(Place::Beside(1)), None);
    }

    #[test]
    fn none_beside_has_others_beside_it() {
        let mut all = preset(Preset::Average);
        all.put_beside(&three());
        assert_eq!(all.sides()[1].1, preset(Preset::Average));
        all.name_beside(0, "January budget");
        assert_eq!(all.sides()[1].1.name, "January budget");
        let link = link::encode(&all);
        assert_eq!(link::decode(&link).scenario, Some(all));
    }

    #[test]
    fn links_in_links_are_read_whole_or_not_at_all() {
        let all = three();
        let link = link::encode(&all);
        assert_eq!(link::decode(&link), link::Opened { scenario: Some(all.clone()), faults: Vec::new() });
        assert!(!link::encode(&preset(Preset::Average)).contains("beside"));
        let broken = |beside: &str| {
            let mut odd = preset(Preset::Average);
            odd.beside = vec![beside.into()];
            link::decode(&link::encode(&odd)).faults.len()
        };
        assert_eq!(broken(&link::encode(&preset(Preset::Heavy))), 0);
        assert_eq!(broken("s1~average1~broken"), 1);
        assert_eq!(broken(&link), 1, "a third within");
    }
}
