//! The part of data that lies within the axes, which end at `(x, y)`.

use super::canvas::Point;

/// The stretches of a line inside. Absent values and excursions part one from the next.
pub(super) fn stretches(points: &[Point], ends: Point) -> Vec<Vec<Point>> {
    let mut all: Vec<Vec<Point>> = Vec::new();
    let mut before: Option<Point> = None;
    for &point in points {
        let here = within(point, ends);
        let crossing = before.zip(here).and_then(|(from, to)| crossing(from, to, ends.1));
        let inside = |at: Option<Point>| at.filter(|at| at.1 <= ends.1);
        match (inside(before), inside(here), all.last_mut()) {
            (Some(_), to, Some(run)) => run.extend(to.or(crossing)),
            (_, Some(to), _) => all.push(crossing.into_iter().chain([to]).collect()),
            _ => {}
        }
        before = here;
    }
    all
}

/// The corners of a closed shape, and where it crosses the upper edge. Moved down to that edge,
/// as plotters does, they bound the part inside.
pub(super) fn corners(points: impl IntoIterator<Item = Point>, ends: Point) -> Vec<Point> {
    let points: Vec<Point> = points.into_iter().filter_map(|point| within(point, ends)).collect();
    let pairs = points.iter().zip(points.iter().cycle().skip(1));
    pairs.flat_map(|(a, b)| [Some(*a), crossing(*a, *b, ends.1)]).flatten().collect()
}

/// Nothing for what is no number or beyond the x axis; the y not so high that products overflow.
fn within((x, y): Point, ends: Point) -> Option<Point> {
    ((0.0..=ends.0).contains(&x) && y.is_finite()).then(|| (x, y.clamp(0.0, ends.1 * 1e4)))
}

/// Where a segment passes that height.
fn crossing(a: Point, b: Point, y: f64) -> Option<Point> {
    ((a.1 > y) != (b.1 > y)).then(|| (a.0 + (b.0 - a.0) * ((y - a.1) / (b.1 - a.1)), y))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_cut_at_the_edges() {
        let check = |points: &[Point], expected: &[Vec<Point>]| {
            assert_eq!(stretches(points, (10.0, 10.0)), expected);
        };
        check(&[(0.0, 0.0), (10.0, 20.0)], &[vec![(0.0, 0.0), (5.0, 10.0)]]);
        check(
            &[(0.0, 5.0), (5.0, 15.0), (10.0, 5.0), (11.0, 5.0)],
            &[vec![(0.0, 5.0), (2.5, 10.0)], vec![(7.5, 10.0), (10.0, 5.0)]],
        );
        check(&[(1.0, f64::NAN), (2.0, 1.0), (3.0, f64::NAN)], &[vec![(2.0, 1.0)]]);
        check(&[(1.0, 20.0), (2.0, 30.0)], &[]);
    }

    #[test]
    fn shapes_have_a_corner_where_they_cross_the_upper_edge() {
        let found = corners([(0.0, 0.0), (4.0, 20.0), (4.0, 0.0)], (10.0, 10.0));
        assert_eq!(found, [(0.0, 0.0), (2.0, 10.0), (4.0, 20.0), (4.0, 10.0), (4.0, 0.0)]);
    }
}
