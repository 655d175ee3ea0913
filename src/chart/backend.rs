//! The bridge to plotters: a backend that gathers a scene, and planes to draw on. The only home of `plotters`.
//!
//! The canvas is ten times as fine as the picture, so plotters' whole coordinates are tenths of a pixel.

use std::cell::RefCell;
use std::cmp::Ordering;
use std::convert::Infallible;
use std::ops::Range;
use std::rc::Rc;

use plotters::coord::Shift;
use plotters::coord::cartesian::Cartesian2d;
use plotters::coord::ranged1d::{KeyPointHint, NoDefaultFormatting, Ranged};
use plotters::drawing::DrawingArea;
use plotters::element::{Circle, Drawable, PathElement, PointCollection};
use plotters::style::{BLACK, Color, ShapeStyle};
use plotters_backend::{BackendColor, BackendCoord, BackendStyle, DrawingBackend, DrawingErrorKind};

use super::scale::rounded;
use super::scene::{Area, Class, Item, Point, Scene, Shape, Text};

/// A picture in the making.
pub struct Canvas(Rc<RefCell<Gatherer>>);

/// A part of a canvas with a value on each of its directions.
pub struct Plane {
    backend: Rc<RefCell<Gatherer>>,
    area: DrawingArea<Gatherer, Cartesian2d<Extent, Extent>>,
}

/// The values that one direction of a plane covers.
#[derive(Clone, Debug)]
pub struct Extent {
    from: f64,
    to: f64,
}

/// Where a bar's length grows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    Up,
    Across,
}

/// A bar from the first corner, where it stands, to the second.
#[derive(Clone, Copy, Debug)]
pub struct Bar {
    pub corners: [(f64, f64); 2],
    pub direction: Direction,
}

impl Canvas {
    /// An empty picture of `width` × `height` tenths.
    #[must_use]
    pub fn new(width: i32, height: i32) -> Self {
        let scene = Scene { width, height, items: Vec::new() };
        Self(Rc::new(RefCell::new(Gatherer { scene, class: Class::Grid })))
    }

    /// A plane over `frame`, whose left edge is `across.from` and whose lower edge is `up.from`.
    #[must_use]
    pub fn plane(&self, frame: Area, across: Extent, up: Extent) -> Plane {
        let whole: DrawingArea<Gatherer, Shift> = (&self.0).into();
        let actual = (frame.left..frame.right, frame.bottom..frame.top);
        Plane { backend: Rc::clone(&self.0), area: whole.apply_coord_spec(Cartesian2d::new(across, up, actual)) }
    }

    pub fn text(&self, text: Text) {
        self.0.borrow_mut().scene.items.push(Item::Text(text));
    }

    /// Draws a path at places of the picture.
    pub fn path(&self, class: Class, points: &[Point]) {
        self.0.borrow_mut().push(class, Shape::Path(points.to_vec()));
    }

    /// Draws a dot at a place of the picture.
    pub fn dot(&self, class: Class, centre: Point, radius: i32) {
        self.0.borrow_mut().push(class, Shape::Dot { centre, radius });
    }

    /// Draws a rectangle at a place of the picture.
    pub fn rect(&self, class: Class, area: Area) {
        self.0.borrow_mut().push(class, Shape::Rect(area));
    }

    #[must_use]
    pub fn finish(self) -> Scene {
        std::mem::take(&mut self.0.borrow_mut().scene)
    }
}

impl Extent {
    /// From `from` to `to`; from 0 to 1 where that is no range of finite numbers, which plotters could not draw.
    #[must_use]
    pub fn new(from: f64, to: f64) -> Self {
        let sound = from.is_finite() && to.is_finite() && (to - from).is_finite() && from < to;
        if sound { Self { from, to } } else { Self { from: 0.0, to: 1.0 } }
    }
}

impl Plane {
    /// Where a pair of values stands in the picture.
    #[must_use]
    pub fn place(&self, across: f64, up: f64) -> Point {
        let (x, y) = self.area.map_coordinate(&(across, up));
        Point { x, y }
    }

    /// Draws `bar`; its place is [`Self::bar_area`].
    pub fn bar(&self, class: Class, bar: Bar) {
        self.draw(class, &bar);
    }

    /// The place of a bar, never too thin to be seen.
    #[must_use]
    pub fn bar_area(&self, bar: Bar) -> Area {
        let [a, b] = bar.corners.map(|(across, up)| self.place(across, up));
        bar.area(a, b)
    }

    pub fn path(&self, class: Class, points: Vec<(f64, f64)>) {
        self.draw(class, &PathElement::new(points, solid()));
    }

    /// Draws a dot of `radius` tenths.
    pub fn dot(&self, class: Class, at: (f64, f64), radius: i32) {
        self.draw(class, &Circle::new(at, radius, solid()));
    }

    fn draw<E>(&self, class: Class, element: &E)
    where
        for<'a> &'a E: PointCollection<'a, (f64, f64)>,
        E: Drawable<Gatherer>,
    {
        self.backend.borrow_mut().class = class;
        self.area.draw(element).expect("a scene in memory takes every shape");
    }
}

/// The look comes from the class; plotters only asks for some style.
fn solid() -> ShapeStyle {
    BLACK.filled()
}

/// The extent of a figure, at least: a pixel, also beside one a million times as large, and two for a zero's tick.
const LEAST: i32 = 10;
const TICK: i32 = 20;

impl Bar {
    /// The rectangle from corner `a`, where the bar stands, to corner `b`.
    fn area(self, a: Point, b: Point) -> Area {
        let (mut x, mut y) = (b.x, b.y);
        let [from, to] = self.corners;
        match self.direction {
            Direction::Up => {
                y = match to.1.total_cmp(&from.1) {
                    Ordering::Equal => a.y - TICK,
                    Ordering::Greater => y.min(a.y - LEAST),
                    Ordering::Less => y.max(a.y + LEAST),
                };
                x = x.max(a.x + 1);
            }
            Direction::Across => {
                x = match to.0.total_cmp(&from.0) {
                    Ordering::Equal => a.x + TICK,
                    Ordering::Greater => x.max(a.x + LEAST),
                    Ordering::Less => x.min(a.x - LEAST),
                };
            }
        }
        Area { left: a.x.min(x), top: a.y.min(y), right: a.x.max(x), bottom: a.y.max(y) }
    }
}

impl<'a> PointCollection<'a, (f64, f64)> for &'a Bar {
    type Point = &'a (f64, f64);
    type IntoIter = std::slice::Iter<'a, (f64, f64)>;

    fn point_iter(self) -> Self::IntoIter {
        self.corners.iter()
    }
}

impl Drawable<Gatherer> for Bar {
    fn draw<I: Iterator<Item = BackendCoord>>(
        &self,
        mut corners: I,
        backend: &mut Gatherer,
        _size: (u32, u32),
    ) -> Result<(), DrawingErrorKind<Infallible>> {
        if let (Some(a), Some(b)) = (corners.next(), corners.next()) {
            backend.push(backend.class, Shape::Rect(self.area(point(a), point(b))));
        }
        Ok(())
    }
}

impl Ranged for Extent {
    type FormatOption = NoDefaultFormatting;
    type ValueType = f64;

    fn map(&self, value: &f64, limit: (i32, i32)) -> i32 {
        let share = (value - self.from) / (self.to - self.from);
        limit.0 + rounded(share * f64::from(limit.1 - limit.0))
    }

    /// None: axes draw their own ticks.
    fn key_points<Hint: KeyPointHint>(&self, _hint: Hint) -> Vec<f64> {
        Vec::new()
    }

    fn range(&self) -> Range<f64> {
        self.from..self.to
    }
}

/// The backend: keeps what plotters draws, with the class that was last set.
struct Gatherer {
    scene: Scene,
    class: Class,
}

impl Gatherer {
    fn push(&mut self, class: Class, shape: Shape) {
        self.scene.items.push(Item::Shape(class, shape));
    }
}

type Drawn = Result<(), DrawingErrorKind<Infallible>>;

impl DrawingBackend for Gatherer {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        (self.scene.width.unsigned_abs(), self.scene.height.unsigned_abs())
    }

    fn ensure_prepared(&mut self) -> Drawn {
        Ok(())
    }

    fn present(&mut self) -> Drawn {
        Ok(())
    }

    fn draw_pixel(&mut self, (x, y): BackendCoord, _color: BackendColor) -> Drawn {
        self.push(self.class, Shape::Rect(Area { left: x, top: y, right: x + 1, bottom: y + 1 }));
        Ok(())
    }

    fn draw_line<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, _style: &S) -> Drawn {
        self.push(self.class, Shape::Path(vec![point(from), point(to)]));
        Ok(())
    }

    fn draw_rect<S: BackendStyle>(&mut self, a: BackendCoord, b: BackendCoord, _style: &S, _fill: bool) -> Drawn {
        self.push(self.class, Shape::Rect(Area { left: a.0, top: a.1, right: b.0, bottom: b.1 }));
        Ok(())
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, path: I, _style: &S) -> Drawn {
        self.push(self.class, Shape::Path(path.into_iter().map(point).collect()));
        Ok(())
    }

    fn draw_circle<S: BackendStyle>(&mut self, centre: BackendCoord, radius: u32, _style: &S, _fill: bool) -> Drawn {
        let radius = i32::try_from(radius).unwrap_or(i32::MAX);
        self.push(self.class, Shape::Dot { centre: point(centre), radius });
        Ok(())
    }
}

fn point((x, y): BackendCoord) -> Point {
    Point { x, y }
}
